/** The composition list: what the main process consists of, in the order it comes alive. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, clipboard, session, shell } from 'electron'
import { keepBadge } from './tray/badge.ts'
import { createCallStatus } from './app/call-status.ts'
import { canShareSound, systemPicksScreens } from './screen-share/platform-support.ts'
import { installScreenShare } from './screen-share/install-screen-share.ts'
import { createCompanionWindows } from './windows/companion/companion-windows.ts'
import { answerRequests } from './ipc/answer-requests.ts'
import { createOutbox } from './ipc/outbox.ts'
import { createRequestHandlers } from './ipc/request-handlers.ts'
import { manageQuit } from './app/quit.ts'
import { createLinkFollower } from './deep-links/follow-link.ts'
import { registerLinkScheme } from './deep-links/register-scheme.ts'
import { watchLinks } from './deep-links/watch-links.ts'
import { logUncaughtErrors } from './diagnostics/crash-log.ts'
import { exportBugReport } from './diagnostics/export-bug-report.ts'
import { createFileLog } from './diagnostics/file-log.ts'
import { lockNavigation } from './windows/navigation/lock-navigation.ts'
import { startedHidden } from './app/launch-at-login/started-hidden.ts'
import { installOptions } from './settings/desktop/install-options.ts'
import { installPermissions } from './permissions/install-permissions.ts'
import { keepDisplayAwake } from './power/display-awake.ts'
import { watchPower } from './power/power-events.ts'
import { declareAppScheme, serveApp } from './app-scheme/app-protocol.ts'
import { installServer } from './server/install-server.ts'
import { openAppSettings } from './settings/open-app-settings.ts'
import { createAppCommands } from './commands/app-commands.ts'
import { createCommandHandler } from './commands/command-handler.ts'
import { identify } from './app/identity.ts'
import { systemAllowsDevice } from './permissions/media-access.ts'
import { platformOf } from './app/platform.ts'
import { runsOnWayland } from './app/wayland.ts'
import { failToStart } from './app/fail-to-start.ts'
import { environmentOf } from './app/environment.ts'
import { followTheme } from './windows/theme.ts'
import { installTray } from './tray/install-tray.ts'
import { createTrayPresence, lookBeforeCalls, runProgram } from './tray/tray-presence.ts'
import { installAppMenu } from './windows/install-app-menu.ts'
import { installMainWindow } from './windows/install-main-window.ts'
import { createWindowKeeper } from './windows/window-keeper.ts'
import { askToRestart } from './windows/ask-to-restart.ts'
import { createLeaveCall } from './windows/leave-call.ts'
import { askForServer, askToLeaveCall } from './windows/questions.ts'
import { stringsFor } from './i18n/strings.ts'

// Before the app is ready: what Electron wants early, and what must not be missed.
app.enableSandbox()
declareAppScheme()
const links = watchLinks(app, process.argv)
if (app.requestSingleInstanceLock()) {
  app.whenReady().then(start).catch(failToStart)
} else {
  // The instance that runs has been told, see deep-links/.
  app.quit()
}

async function start(): Promise<void> {
  const log = createFileLog({
    folder: app.getPath('logs'),
    now: () => new Date(),
    print: (line) => console.log(line),
  })
  logUncaughtErrors(log, process)
  log.info('started', { version: app.getVersion(), electron: process.versions['electron'] })

  const platform = platformOf(process.platform)
  identify(app, platform)
  const rendererFolder = join(import.meta.dirname, '../renderer')
  const preload = join(import.meta.dirname, '../preload/index.cjs')
  const facts = { platform, systemVersion: process.getSystemVersion(), env: process.env }
  const wayland = runsOnWayland({
    ...facts,
    ozonePlatform: app.commandLine.getSwitchValue('ozone-platform'),
  })
  const locale = app.getPreferredSystemLanguages()[0] ?? app.getLocale()
  const openExternal = (url: string) => shell.openExternal(url)

  const settings = await openAppSettings(app, log)
  const words = () => stringsFor(settings.value.preferences.language, locale)
  const outbox = createOutbox()
  const commands = createAppCommands(log)
  const mainWindow = createWindowKeeper()
  /** What quitting ends, in this order. */
  const disposables: (() => void)[] = []
  const call = createCallStatus()
  const { directory: server, ...serverParts } = installServer({
    settings,
    log,
    platform,
    webFolder: rendererFolder,
    notify: (notice) => outbox.tell('notice', notice),
  })
  server.subscribe((info) => outbox.tell('serverChanged', info))

  serveApp({ protocol: session.defaultSession.protocol, folder: rendererFolder, log })
  installPermissions({
    session: session.defaultSession,
    log,
    systemAllows: (type) => systemAllowsDevice(type, platform),
  })
  const captureParts = { session: session.defaultSession, facts, call, settings, outbox, log }
  const capture = installScreenShare({ ...captureParts, mainWindow })
  disposables.push(() => capture.dispose())
  const companions = createCompanionWindows({
    call,
    settings,
    platform,
    canFloat: !wayland,
    tell: (companion) => outbox.tell('companion', companion),
  })
  disposables.push(() => companions.dispose())
  app.on('web-contents-created', (_event, contents) =>
    lockNavigation(contents, {
      log,
      openExternal,
      ownWindow: (opener, asked) => companions.optionsFor(opener, asked),
    }),
  )

  const leaveCall = createLeaveCall({
    call,
    // The window may be hidden, and with it a question that belongs to it.
    ask: () => askToLeaveCall(mainWindow.show(), words()),
    hangUp: () => outbox.tell('command', 'hang-up'),
  })
  const quit = manageQuit({
    app,
    platform,
    log,
    inCall: () => call.value.status === 'in-call',
    leaveCall,
    cleanUp: async () => {
      for (const dispose of disposables) dispose()
      await Promise.all([settings.flush(), server.close()])
      await log.flush()
    },
  })

  const tray = createTrayPresence(platform, runProgram)
  installMainWindow({
    keeper: mainWindow,
    platform,
    wayland,
    preload,
    settings,
    words,
    outbox,
    call,
    capture,
    companions,
    tray,
    quit,
    leaveCall,
    dispatch: commands.dispatch,
    log,
  })

  const environment = environmentOf(app, platform, locale, canShareSound(facts))
  const options = installOptions({
    app,
    platform,
    settings,
    log,
    ...serverParts,
    wayland,
    toggleMute: () => commands.dispatch({ type: 'toggle-microphone' }),
    tell: (value) => outbox.tell('desktopOptionsChanged', value),
  })
  disposables.push(() => options.dispose())
  const attention = keepBadge({ app, platform, windows: mainWindow, words })
  const followLink = createLinkFollower({
    outbox,
    server,
    log,
    showWindow: () => mainWindow.show(),
    onRoom: () => capture.roomOpened(),
    mayUseServer: (address) => askForServer(mainWindow.show(), words(), address),
  })
  answerRequests(
    createRequestHandlers({
      environment,
      settings,
      options,
      server,
      capture,
      call,
      attention,
      outbox,
      showWindow: () => void mainWindow.show(),
      exportLog: () =>
        exportBugReport({
          app,
          environment,
          facts,
          settings,
          options,
          words,
          log,
          window: mainWindow.current,
        }),
      openExternal,
      screenSettingsOpened: () => void askToRestart(app, mainWindow.show(), words()),
      followLink,
    }),
    log,
  )
  keepDisplayAwake(call)
  watchPower((event) => {
    outbox.tell('power', event)
    // Another network may be there after sleep.
    if (event === 'resume' || event === 'unlock') void serverParts.embedded.reach.check()
  })
  followTheme(settings)
  if (settings.keptAs !== undefined)
    outbox.tell('notice', { type: 'settings-reset', keptAs: settings.keptAs })

  const hidden = startedHidden(app, platform, process.argv, settings.value.startHidden)
  // Before what is around it: the window is what a person waits for.
  if (!hidden) mainWindow.show()
  const readClipboard = () => clipboard.readText()
  commands.handle(
    createCommandHandler({
      command: (command) => outbox.tell('command', command),
      showWindow: () => mainWindow.show(),
      share: (target) => capture.request(target),
      readClipboard,
      followLink: (link) => void followLink(link),
      quit: () => app.quit(),
    }),
  )
  links.onCommand(commands.dispatch)
  const outside = { app, platform, call, settings, words, dispatch: commands.dispatch, log }
  const systemPicks = systemPicksScreens(facts)
  disposables.push(installTray({ ...outside, systemPicks, readClipboard, dock: app.dock }))
  disposables.push(installAppMenu({ ...outside, environment }))

  if (hidden) {
    // Where no tray shows the app, hidden would be gone.
    await tray.look()
    if (!tray.there) mainWindow.show()
  }
  app.on('activate', () => mainWindow.show())
  links.onSecondInstance(() => mainWindow.show())
  links.follow((link) => void followLink(link))
  lookBeforeCalls(tray, call)
  if (app.isPackaged)
    void registerLinkScheme({ app, platform, process, home: homedir(), run: runProgram, log })
}
