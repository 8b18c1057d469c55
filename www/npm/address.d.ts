// What bundlers make of a file that is no script: where it is.

declare const address: string;
export default address;
