/** The composition list: what the main process consists of, in the order it comes alive. */
import { join } from 'node:path'
import { app, clipboard, dialog, Menu, session, shell } from 'electron'
import { showUnread } from './attention/attention.ts'
import { createCallStatus } from './call/call-status.ts'
import { canShareSound, systemPicksScreens } from './capture/capture-platform.ts'
import { installCapture } from './capture/install-capture.ts'
import { createShareWish } from './capture/share-wish.ts'
import { createCompanionWindows } from './companion/companion-windows.ts'
import { answerRequests } from './ipc/answer-requests.ts'
import { createOutbox } from './ipc/outbox.ts'
import { createRequestHandlers } from './ipc/request-handlers.ts'
import { manageQuit } from './lifecycle/quit.ts'
import { createLinkFollower } from './links/follow-link.ts'
import { registerLinkScheme } from './links/register-scheme.ts'
import { watchLinks } from './links/watch-links.ts'
import { logUncaughtErrors } from './log/crash-log.ts'
import { exportBugReport } from './log/export-bug-report.ts'
import { createFileLog } from './log/file-log.ts'
import { describeError } from './log/log.ts'
import { lockNavigation } from './navigation/lock-navigation.ts'
import { installOptions } from './options/install-options.ts'
import { installPermissions } from './permissions/install-permissions.ts'
import { keepDisplayAwake } from './power/display-awake.ts'
import { watchPower } from './power/power-events.ts'
import { declareAppScheme, serveApp } from './protocol/app-protocol.ts'
import { installServer } from './server/install-server.ts'
import { createNodeSettingsFile } from './settings/node-settings-file.ts'
import { openSettings } from './settings/settings-store.ts'
import { platformOf } from './system/platform.ts'
import { versionsOf } from './system/versions.ts'
import { followTheme, windowBackground } from './system/theme.ts'
import { installTray } from './tray/install-tray.ts'
import { createTrayActions } from './tray/tray-actions.ts'
import { appMenu } from './windows/app-menu.ts'
import { guardClose } from './windows/close-guard.ts'
import { installContextMenu } from './windows/context-menu.ts'
import { tellHiddenOnce } from './windows/hidden-hint.ts'
import { openMainWindow } from './windows/main-window.ts'
import { askForServer, askToLeaveCall } from './windows/questions.ts'
import { recoverRenderer } from './windows/renderer-recovery.ts'
import { keepWindow } from './windows/window-keeper.ts'
import { wordsFor } from './words/words.ts'

// Before the app is ready: what Electron wants early, and what must not be missed.
app.enableSandbox()
declareAppScheme()
const links = watchLinks(app, process.argv)
if (app.requestSingleInstanceLock()) {
  app.whenReady().then(start).catch(giveUp)
} else {
  // The instance that runs has been told, see links/.
  app.quit()
}

async function start(): Promise<void> {
  const log = createFileLog(app.getPath('logs'))
  logUncaughtErrors(log, process)
  log.info('started', { version: app.getVersion(), electron: process.versions['electron'] })

  const platform = platformOf(process.platform)
  const rendererFolder = join(import.meta.dirname, '../renderer')
  const preload = join(import.meta.dirname, '../preload/index.cjs')
  const facts = { platform, systemVersion: process.getSystemVersion(), env: process.env }
  const locale = app.getPreferredSystemLanguages()[0] ?? app.getLocale()
  const openExternal = (url: string) => shell.openExternal(url)

  const settings = await openSettings({
    file: createNodeSettingsFile(join(app.getPath('userData'), 'settings.json')),
    log,
    now: () => new Date(),
  })
  const words = () => wordsFor(settings.value.preferences.language, locale)
  const outbox = createOutbox()
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
  installPermissions(session.defaultSession, log)
  const capture = { session: session.defaultSession, facts, call, settings, outbox, log }
  const displayMedia = installCapture(capture)
  const companions = createCompanionWindows({
    call,
    settings,
    tell: (companion) => outbox.tell('companion', companion),
  })
  app.on('web-contents-created', (_event, contents) =>
    lockNavigation(contents, {
      log,
      openExternal,
      ownWindow: (opener, asked) => companions.optionsFor(opener, asked),
    }),
  )

  const quit = manageQuit({
    app,
    platform,
    log,
    cleanUp: async () => {
      displayMedia.dispose()
      companions.dispose()
      disposeTray()
      options.dispose()
      await Promise.all([settings.flush(), server.close()])
    },
  })

  const mainWindow = keepWindow(() => {
    const window = openMainWindow({
      preload,
      background: windowBackground(),
      place: settings.value.window,
      savePlace: (place) => settings.update({ window: place }),
      log,
    })
    outbox.attach(window.webContents)
    companions.attach(window)
    installContextMenu(window.webContents)
    recoverRenderer(window.webContents, {
      log,
      now: () => performance.now(),
      onGone: () => {
        displayMedia.cancel()
        call.report({ status: 'idle' })
      },
    })
    guardClose(window, {
      call,
      hidesInCall: platform !== 'linux',
      quitRequested: () => quit.requested,
      onHidden: () => tellHiddenOnce(settings, words(), () => mainWindow.show()),
      askToLeave: () => askToLeaveCall(window, words()),
      hangUp: () => outbox.tell('command', 'hang-up'),
      mustClose: () => quit.sessionEnds,
      onStay: () => quit.callOff(),
    })
    return window
  })

  const environment = {
    version: app.getVersion(),
    platform,
    locale,
    canShareSound: canShareSound(facts),
    versions: versionsOf(process.versions),
  }
  const options = installOptions({
    app,
    platform,
    settings,
    log,
    ...serverParts,
    globalKeys: !systemPicksScreens(facts),
    toggleMute: () => outbox.tell('command', 'toggle-microphone'),
    tell: (value) => outbox.tell('desktopOptionsChanged', value),
  })
  const attention = showUnread({ app, platform, windows: mainWindow, words })
  answerRequests(
    createRequestHandlers({
      environment,
      settings,
      options,
      server,
      displayMedia,
      call,
      attention,
      outbox,
      showWindow: () => void mainWindow.show(),
      exportLog: () =>
        exportBugReport({ app, environment, facts, settings, options, words, window: mainWindow.current }),
      openExternal,
      followLink: (link) => followLink(link),
    }),
    log,
  )
  keepDisplayAwake(call)
  watchPower((event) => outbox.tell('power', event))
  followTheme(settings)
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(platform, !app.isPackaged)))
  if (settings.keptAs !== undefined)
    outbox.tell('notice', { type: 'settings-reset', keptAs: settings.keptAs })

  mainWindow.show()
  app.on('activate', () => mainWindow.show())
  links.onSecondInstance(() => mainWindow.show())
  const followLink = createLinkFollower({
    outbox,
    server,
    log,
    showWindow: () => mainWindow.show(),
    mayUseServer: (address) => askForServer(mainWindow.show(), words(), address),
  })
  links.follow((link) => void followLink(link))

  const shareWish = createShareWish({
    call,
    log,
    prefer: (displayId) => displayMedia.prefer(displayId),
    // Running anything with a gesture gives the page one, for some seconds.
    passOnGesture: () =>
      (mainWindow.current ?? mainWindow.show()).webContents.executeJavaScript(
        'undefined',
        true,
      ) as Promise<void>,
    tellToShare: () => outbox.tell('command', 'share-screen'),
    startCall: () => {
      mainWindow.show()
      outbox.tell('command', 'new-call')
    },
  })
  links.onCommand((command) => {
    if (command !== 'share-screen') outbox.tell('command', command)
    else {
      // The picker is in the window.
      mainWindow.show()
      shareWish.share(undefined)
    }
  })
  const disposeTray = installTray({
    platform,
    systemPicks: systemPicksScreens(facts),
    call,
    settings,
    words,
    readClipboard: () => clipboard.readText(),
    perform: createTrayActions({
      command: (command) => outbox.tell('command', command),
      showWindow: () => mainWindow.show(),
      share: (displayId) => shareWish.share(displayId),
      readClipboard: () => clipboard.readText(),
      followLink: (link) => void followLink(link),
      quit: () => app.quit(),
    }),
    log,
  })
  if (app.isPackaged) registerLinkScheme(app, log)
}

/** Nothing runs that could tell the person, so the system's own box does. */
function giveUp(error: unknown): void {
  dialog.showErrorBox('Visavis could not start', describeError(error))
  app.exit(1)
}
