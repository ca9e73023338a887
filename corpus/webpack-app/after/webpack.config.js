const path = require('path')
const HtmlWebpackPlugin = require('html-webpack-plugin')

const output = path.resolve(__dirname, 'dist')

module.exports = [
  {
    target: 'electron-main',
    entry: {
      main: './src/main/index.js',
      preload: './src/main/preload.js'
    },
    output: { path: output, filename: '[name].js' },
    node: { __dirname: false },
    devtool: false
  },
  {
    target: 'web',
    entry: {
      list: './src/renderer/list.js',
      settings: './src/renderer/settings.js'
    },
    output: { path: output, filename: '[name].js' },
    plugins: [
      new HtmlWebpackPlugin({ template: 'src/renderer/list.html', filename: 'list.html', chunks: ['list'] }),
      new HtmlWebpackPlugin({ template: 'src/renderer/settings.html', filename: 'settings.html', chunks: ['settings'] })
    ],
    devtool: false
  }
]
