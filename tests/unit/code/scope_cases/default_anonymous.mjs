const value = 1
export default (value2) => { const value = value2; return value }
export { value }
