// Runs before the first paint, as a file of its own so that the content security policy needs no inline script:
// the page never flashes in the other scheme.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('countersign-color-scheme');
  } catch {
    // Storage is closed to us: follow the system.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
