import styles from './waiting.module.css';

const FIGURES = ['pending now', 'median to decide', 'nine in ten within', 'decided', 'went past escalation'];
const PLOTS = ['Queue depth', 'Time to decision', 'Outcomes by profile', 'Certificates by expiry week'];

/** The page in its size, while its figures are counted. */
export function Waiting() {
  return (
    <div role="status">
      <span className="visually-hidden">Counting…</span>
      <div className={styles.figures} aria-hidden="true">
        {FIGURES.map((words) => (
          <div key={words}>
            <div className={styles.number} />
            {words}
          </div>
        ))}
      </div>
      <div className={styles.grid} aria-hidden="true">
        {PLOTS.map((title) => (
          <div key={title}>
            <p className={styles.title}>{title}</p>
            <div className={styles.plot} />
          </div>
        ))}
      </div>
    </div>
  );
}
