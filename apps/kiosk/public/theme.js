// Before the first paint, so that a dark room is not lit up by a light page. A file, since the policy forbids inline scripts.
try {
  const theme = localStorage.getItem('hub.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the device's own choice holds.
}
