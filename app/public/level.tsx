import { SERVICE_LEVEL_LABELS, type ServiceLevel } from "#models/shared/levels.ts"

/** How full the service is, for the eye: a level is no state, so it has no colour. */
const SIGNS: Record<ServiceLevel, string> = {
  FULL: "●",
  PARTIAL: "◐",
  INFORMATION_ONLY: "○",
  NOT_PROVIDED: "–",
}

/** Mức độ cung cấp dịch vụ công trực tuyến. */
export function Level({ level }: { level: ServiceLevel }) {
  return (
    <span className="badge">
      <span aria-hidden="true">{SIGNS[level]}</span> {SERVICE_LEVEL_LABELS[level]}
    </span>
  )
}
