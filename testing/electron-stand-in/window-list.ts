import type { StandInWindow } from './browser-window.ts'

const windows = new Map<number, StandInWindow>()

export const openWindows = (): StandInWindow[] => [...windows.values()]
export const windowOfPage = (page: number): StandInWindow | undefined => windows.get(page)
export const rememberWindow = (page: number, window: StandInWindow): void => void windows.set(page, window)
export const forgetWindow = (page: number): void => void windows.delete(page)
