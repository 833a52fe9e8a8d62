import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { count } from '../../lib/words.ts';
import { HashText } from '../../ui/hash-text.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './submitted.module.css';
import type { SubmittedRequest } from './use-submission.ts';

interface SubmittedProps {
  readonly request: SubmittedRequest;
  readonly onAgain: () => void;
}

/** What has become of it, and where it can be followed. */
export function Submitted({ request, onAgain }: SubmittedProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={styles.screen}>
      <div className={styles.page}>
        <h1 ref={title} tabIndex={-1} className={styles.title}>
          <StateMark state="pass" size={20} />
          {request.status === 'PENDING' ? 'Submitted, and waiting for approval' : 'Submitted, and approved by policy'}
        </h1>
        <p className={styles.text}>
          {request.status === 'PENDING'
            ? `${count(request.requiredApprovals, 'approval')} needed. Whoever may decide sees it in this moment.`
            : 'The certificate is being issued; it appears at the request.'}
        </p>
        <ul className={styles.names} aria-label="Names">
          {request.domains.map((name) => (
            <li key={name}>
              <HostName name={name} />
            </li>
          ))}
        </ul>
        <p className={styles.text}>
          <HashText hash={request.id} head={0} muted />
        </p>
        <div className={styles.actions}>
          <Button
            renderRoot={(props) => <Link to="/approvals/$requestId" params={{ requestId: request.id }} {...props} />}
          >
            Open the request
          </Button>
          <Button variant="default" onClick={onAgain}>
            Another request
          </Button>
        </div>
      </div>
    </div>
  );
}
