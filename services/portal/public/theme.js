// The chosen theme, before anything is painted; the rest is src/app/theme.ts.
try {
  const theme = localStorage.getItem('campus-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Blocked storage: as the device is.
}
