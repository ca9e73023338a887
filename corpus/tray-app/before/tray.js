const { remote } = require('electron')
const path = require('path')

const { Tray, Menu } = remote
const told = document.getElementById('told')
let tray = null

function tell (text) {
  told.innerText = text
}

// The icon, with the menu for the tasks that are left.
function showIcon () {
  tray = new Tray(path.join(__dirname, 'icon.png'))
  tray.on('click', () => { tell('clicked') })
  tray.on('double-click', (event, bounds) => {
    tell(`clicked twice, at ${bounds.x}`)
  })
  updateIcon()
}

function updateIcon () {
  if (!tray) return
  tray.setToolTip(`${tasks.length} to do`)
  const menu = Menu.buildFromTemplate([
    { label: 'Finish the first', enabled: tasks.length > 0, click: () => finish() },
    { type: 'separator' },
    ...tasks.map((task) => ({ label: task, click: () => tell(task) })),
    { label: 'More', submenu: [{ label: 'Add one', click: () => add('another') }] }
  ])
  tray.setContextMenu(menu)
}

document.getElementById('away').addEventListener('click', () => {
  if (tray) tray.destroy()
  tray = null
})

document.getElementById('plain').addEventListener('click', () => {
  if (tray) tray.setContextMenu(null)
})

document.getElementById('back').addEventListener('click', () => {
  if (!tray) showIcon()
})
