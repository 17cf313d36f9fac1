/** The same at each start, so that a link made yesterday still leads here. Any other when it is taken. */
export const preferredPort = 8790
