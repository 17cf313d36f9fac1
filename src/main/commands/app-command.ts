/**
 * What a person can ask of the app from outside its page: by the tray, the dock, the taskbar, the menus, the global
 * shortcut or the command line. All of them dispatch to one bus (app-commands.ts).
 */
export type AppCommand =
  | { readonly type: 'show-window' }
  | { readonly type: 'new-call' }
  | { readonly type: 'join-from-clipboard' }
  | { readonly type: 'toggle-microphone' }
  | { readonly type: 'toggle-camera' }
  | { readonly type: 'share-screen'; readonly displayId: string }
  | { readonly type: 'choose-what-to-share' }
  | { readonly type: 'stop-sharing' }
  | { readonly type: 'hang-up' }
  | { readonly type: 'open-settings' }
  | { readonly type: 'quit' }
