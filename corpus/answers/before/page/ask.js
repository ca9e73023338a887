// What the other scripts of the page ask a person, one question at a time.
const { dialog, getCurrentWindow } = require('electron').remote

/**
 * @param {string} name what to propose
 * @returns {string | undefined} where to write
 */
function askWhereTo (name) {
  return dialog.showSaveDialogSync(getCurrentWindow(), { title: 'Save the log', defaultPath: name })
}

function askWhatFrom () {
  const paths = dialog.showOpenDialogSync({ properties: ['openFile', 'multiSelections'] })
  return paths || []
}

const isSure = (question) => {
  const button = dialog.showMessageBoxSync({ type: 'question', message: question, buttons: ['Yes', 'No'] })
  return button === 0
}
