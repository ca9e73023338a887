export default function main (options = main) { return main(options, other) }
const other = () => main
