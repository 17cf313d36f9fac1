/** Whether the system starts the app at login. Real: system-login-item.ts, xdg-login-item.ts. */
export interface LoginItem {
  /** As the system has it now: a person can change it there too. */
  isOn(): Promise<boolean>
  /** @param hidden start with nothing but the tray to be seen */
  set(on: boolean, hidden: boolean): Promise<void>
}

/** The argument of a start that shows no window. */
export const hiddenArgument = '--hidden'
