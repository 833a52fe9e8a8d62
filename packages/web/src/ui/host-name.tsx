import { hostNameParts } from '../lib/host-name.ts';
import { useRegistrable } from '../lib/use-registrable.ts';
import styles from './host-name.module.css';

interface HostNameProps {
  readonly name: string;
  /** `cut`: in one line, shortened at its left end; `wrap`: may break behind dots; `line`: never shortened. */
  readonly fit?: 'cut' | 'wrap' | 'line';
  readonly size?: 'inline' | 'domain' | 'title';
  readonly muted?: boolean;
}

/** A host name as a machine compares it, its registrable part heavier; beside it the form in which people write it. */
export function HostName({ name, fit = 'wrap', size = 'domain', muted = false }: HostNameProps) {
  const { prefix, registrable, unicode } = hostNameParts(name, useRegistrable());
  const look = { 'data-fit': fit, 'data-size': size, 'data-muted': muted || undefined };
  const parts = (
    <>
      {prefix !== '' && (
        <span className={styles.prefix}>
          <bdi dir="ltr">{fit === 'wrap' ? breakable(prefix) : prefix}</bdi>
        </span>
      )}
      <span className={styles.registrable}>{registrable}</span>
      {unicode !== null && <bdi className={styles.unicode}>{` (${unicode})`}</bdi>}
    </>
  );
  if (fit !== 'cut') {
    return (
      <span className={styles.name} {...look}>
        {parts}
      </span>
    );
  }
  // Cut apart for the eye, the parts would be read as two words.
  return (
    <>
      <span className="visually-hidden">{name}</span>
      <span className={styles.name} {...look} title={name} aria-hidden="true">
        {parts}
      </span>
    </>
  );
}

function breakable(prefix: string) {
  return prefix.split(/(?<=\.)/).map((label, index) => (
    <span key={index}>
      {label}
      <wbr />
    </span>
  ));
}
