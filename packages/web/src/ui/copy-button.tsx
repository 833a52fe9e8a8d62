import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

interface CopyButtonProps {
  readonly value: string;
  /** What is copied, as the button says it: `Copy PEM`. */
  readonly label: string;
  readonly compact?: boolean;
}

const SHOWN_FOR = 1600;

/** Copies to the clipboard and says so in its own place. */
export function CopyButton({ value, label, compact = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    void writeClipboard(value).then(setCopied);
  };
  const icon = copied ? <IconCheck size={14} stroke={2.5} /> : <IconCopy size={14} stroke={1.75} />;
  if (compact) {
    return (
      <Tooltip label={copied ? 'Copied' : label}>
        <ActionIcon size={24} aria-label={label} onClick={copy}>
          {icon}
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <Button size="xs" variant="default" className="quiet-button" leftSection={icon} onClick={copy}>
      {copied ? 'Copied' : label}
    </Button>
  );
}

/** The clipboard API is there on https and localhost only; elsewhere a selected field does. */
async function writeClipboard(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
