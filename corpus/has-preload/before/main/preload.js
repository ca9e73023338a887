// Older than the bridge: it puts its names on the page's own window.
const path = require("path");

window.appInfo = {
  platform: process.platform,
  page: path.basename(window.location.pathname),
};
window.wordCount = (text) => text.split(/\s+/).filter(Boolean).length;
