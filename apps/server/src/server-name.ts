/** What the server is called at its broker, and in the certificate that proves it. No hub has such a name. */
export const SERVER_NAME = 'cydynni-server';
