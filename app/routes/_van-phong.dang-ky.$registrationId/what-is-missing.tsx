import { useEffect, useState } from "react"
import { useWatch } from "react-hook-form"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { levelFromAnswers } from "#workflows/classification/level-from-answers.ts"
import { proposalFaults } from "#workflows/classification/proposal-faults.ts"
import { ProposalFields, proposalOf } from "#workflows/registration/proposal-fields.ts"
import classes from "./registration.module.css"
import type { RegistrationScreenData } from "./screen-data.ts"

/** While the officer works: which level the answers lead to, and what is still to be filled in before submitting. */
export function WhatIsMissing({ page }: { page: RegistrationScreenData }) {
  const values = useWatch()
  const [hasScript, setHasScript] = useState(false)
  useEffect(() => setHasScript(true), [])
  const parsed = ProposalFields.safeParse(values)
  if (!hasScript || !parsed.success) return null
  const { regime, registration } = page
  const typed = proposalOf(parsed.data)
  const proposal = typed.level === "PARTIAL" ? typed : { ...typed, partialReason: null, citation: "" }
  const faults = proposalFaults(proposal, registration.suggestion, regime)
  return (
    <div className={classes.missing} data-complete={faults.length === 0}>
      Các câu trả lời dẫn tới mức:{" "}
      <strong>{SERVICE_LEVEL_LABELS[levelFromAnswers(proposal.answers, regime)]}</strong>.{" "}
      {faults.length === 0 ? (
        "Đã đủ để trình."
      ) : (
        <details>
          <summary>Trước khi trình còn {formatNumber(faults.length)} việc</summary>
          <ul>
            {faults.map(({ field, message }) => (
              <li key={`${field}${message}`}>{message}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
