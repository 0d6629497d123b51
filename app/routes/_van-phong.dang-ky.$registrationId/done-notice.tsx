import { useEffect, useRef } from "react"
import { REGISTRATION_EVENT_LABELS, type RegistrationEventType } from "#models/registration/events.ts"
import classes from "./registration.module.css"

/** Says that the last step was taken; takes the focus, so that the keyboard goes on from the top of the page. */
export function DoneNotice({ done }: { done: RegistrationEventType | null }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const label = done ? REGISTRATION_EVENT_LABELS[done] : undefined
  if (!label) return null
  return (
    <div ref={box} role="status" tabIndex={-1} className={classes.done}>
      Đã ghi nhận: {label}.
    </div>
  )
}
