// What the other scripts of the page ask a person, one question at a time.

/**
 * @param {string} name what to propose
 * @returns {Promise<string | undefined>} where to write
 */
async function askWhereTo (name) {
  return await window.electronAPI.dialog.savePathForWindow({ title: 'Save the log', defaultPath: name })
}

async function askWhatFrom () {
  const paths = await window.electronAPI.dialog.openPaths({ properties: ['openFile', 'multiSelections'] })
  return paths || []
}

const isSure = async (question) => {
  const button = await window.electronAPI.dialog.messageResponse({ type: 'question', message: question, buttons: ['Yes', 'No'] })
  return button === 0
}
