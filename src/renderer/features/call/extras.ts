/** What a call opens soon but does not start with: one lazy chunk, fetched while people are in the lobby. */
export { default as MoreMenu } from './MoreMenu.vue'
export { default as QrCode } from './QrCode.vue'
