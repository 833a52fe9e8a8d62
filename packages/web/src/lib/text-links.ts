export interface TextSegment {
  readonly text: string;
  /** Set where the text is an address that may be opened: http and https only. */
  readonly href: string | null;
}

/** Cuts plain text into words and addresses. Never HTML: the caller renders text nodes and anchors. */
export function textSegments(text: string): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let from = 0;
  for (const match of text.matchAll(/\bhttps?:\/\/[^\s<>"']+/g)) {
    const address = match[0].replace(/[.,;:!?)\]]+$/, '');
    if (!URL.canParse(address)) continue;
    if (match.index > from) segments.push({ text: text.slice(from, match.index), href: null });
    segments.push({ text: address, href: new URL(address).href });
    from = match.index + address.length;
  }
  if (from < text.length) segments.push({ text: text.slice(from), href: null });
  return segments;
}
