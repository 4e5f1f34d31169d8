/** A text without the parameters of an address in it, which may hold a key: for logs and errors. */
export const withoutParameters = (text: string): string => text.replace(/[?&]\S*/g, '');
