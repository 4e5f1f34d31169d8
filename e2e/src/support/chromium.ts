/** Playwright settings for Debian's Chromium, with the background traffic of a desktop browser switched off. */
export const chromium = {
  locale: 'en-GB',
  timezoneId: 'Europe/London',
  launchOptions: {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  },
};
