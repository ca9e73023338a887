export default class Main { static make () { return new Main(helper) } }
function helper () { return Main }
