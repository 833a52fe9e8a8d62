/** Saves text that is already in the page as a file. */
export function downloadText(fileName: string, text: string, type = 'application/x-pem-file'): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  anchor.click();
  URL.revokeObjectURL(address);
}

/** A host name as a file name: `*.shop.example` → `_wildcard.shop.example`. */
export const fileNameFor = (domain: string): string =>
  domain.replace('*', '_wildcard').replace(/[^A-Za-z0-9._-]/g, '_');
