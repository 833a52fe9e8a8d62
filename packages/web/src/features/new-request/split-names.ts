/** Names as people type or paste them: apart at white space, commas and semicolons; what surrounds a host name is taken off. */
export function splitNames(text: string): string[] {
  const names = text.split(/[\s,;]+/).map(bareName);
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Those of the text that are not there yet, after those that are. */
export function addNames(names: readonly string[], text: string): string[] {
  return [...new Set([...names, ...splitNames(text)])];
}

function bareName(text: string): string {
  const name = text
    .replace(/^["'([<]+|["')\]>]+$/g, '')
    .replace(/^DNS:/i, '')
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return /^\p{ASCII}*$/u.test(name) ? name : toAscii(name);
}

/** U-labels as A-labels, which is what is compared; as it was where the browser knows no A-labels for it. */
function toAscii(name: string): string {
  const wildcard = name.startsWith('*.') ? '*.' : '';
  try {
    return wildcard + new URL(`http://${name.slice(wildcard.length)}`).hostname;
  } catch {
    return name;
  }
}
