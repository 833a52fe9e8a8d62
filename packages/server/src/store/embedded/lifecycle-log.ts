/** Where the embedded PostgreSQL reports; a pino logger fits. */
export interface LifecycleLog {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
