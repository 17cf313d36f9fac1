/** What a call may open but does not start with: one lazy chunk, fetched while people are in the lobby. */
export { default as DevicesDialog } from './DevicesDialog.vue'
export { default as MoreMenu } from './MoreMenu.vue'
export { default as QrCode } from './QrCode.vue'
export { default as ShortcutsDialog } from './ShortcutsDialog.vue'
