import type { LifeStep } from "#workflows/screens/edition-life.ts"
import { Instant } from "../values.tsx"
import classes from "./issuing.module.css"

const PROGRESS = { done: "Đã xong", here: "Hiện tại", todo: "Chưa tới" } as const

/** The life of an edition from top to bottom: what is done and by whom, where it stands, what lies ahead. */
export function LifeList({ steps }: { steps: readonly LifeStep[] }) {
  return (
    <ol className={classes.life}>
      {steps.map((step) => (
        <li
          key={step.state}
          className={classes.step}
          data-progress={step.progress}
          aria-current={step.progress === "here" ? "step" : undefined}
        >
          <span className="visually-hidden">{PROGRESS[step.progress]}: </span>
          <span className={classes.label}>{step.label}</span>
          {step.at ? (
            <span className={classes.small}>
              {step.by} · <Instant at={new Date(step.at)} />
            </span>
          ) : null}
          {step.note ? <span className={classes.small}>{step.note}</span> : null}
        </li>
      ))}
    </ol>
  )
}
