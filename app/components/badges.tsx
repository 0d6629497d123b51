import { SERVICE_LEVEL_LABELS, type ServiceLevel } from "#models/shared/levels.ts"
import classes from "./notices.module.css"

/** `good` done, `busy` under way, `partial` wants attention, `bad` refused or broken, `quiet` anything else. */
export type Tone = "good" | "partial" | "bad" | "busy" | "quiet"

/** A state in words on a coloured ground; the words carry the meaning, the colour only helps. */
export function StatusBadge({ label, tone = "quiet" }: { label: string; tone?: Tone }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {label}
    </span>
  )
}

const LEVEL_TONES: Record<ServiceLevel, Tone> = {
  FULL: "good",
  PARTIAL: "partial",
  INFORMATION_ONLY: "busy",
  NOT_PROVIDED: "quiet",
}

/** Mức độ cung cấp dịch vụ công trực tuyến; in lists the longest one is said short. */
export function LevelBadge({ level, short = false }: { level: ServiceLevel; short?: boolean }) {
  const label = short && level === "INFORMATION_ONLY" ? "Chỉ thông tin" : SERVICE_LEVEL_LABELS[level]
  return <StatusBadge label={label} tone={LEVEL_TONES[level]} />
}
