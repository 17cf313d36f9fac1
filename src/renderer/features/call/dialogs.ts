/** The dialogs of a call: one lazy chunk, fetched once somebody else is there, since the server may go down later. */
export { default as DevicesDialog } from './DevicesDialog.vue'
export { default as ShortcutsDialog } from './ShortcutsDialog.vue'
