/** Name of the sharing in the table of what is due. */
export const SHARING = 'sharing';
