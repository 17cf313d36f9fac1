const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('contract', {
  run: (name, ...args) => ipcRenderer.invoke('run', name, ...args),
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  on: (channel, listener) => {
    const hear = (_event, ...args) => listener(...args)
    ipcRenderer.on(channel, hear)
    return () => void ipcRenderer.off(channel, hear)
  },
})
