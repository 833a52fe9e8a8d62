import { textSegments } from '../lib/text-links.ts';

/** What somebody wrote, as text and nothing but text; addresses can be opened. */
export function PlainText({ text }: { readonly text: string }) {
  return textSegments(text).map((segment, index) =>
    segment.href === null ? (
      segment.text
    ) : (
      <a key={index} className="text-link" href={segment.href} target="_blank" rel="noopener noreferrer nofollow">
        {segment.text}
      </a>
    ),
  );
}
