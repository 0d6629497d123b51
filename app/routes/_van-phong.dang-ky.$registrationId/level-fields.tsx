import { useEffect, useState } from "react"
import { useFormContext, useWatch } from "react-hook-form"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { levelFromAnswers } from "#workflows/classification/level-from-answers.ts"
import { ProposalFields } from "#workflows/registration/proposal-fields.ts"
import { RadioField, SelectField, TextAreaField } from "../../forms/fields.tsx"
import { CitationFields } from "./citation-fields.tsx"
import classes from "./registration.module.css"
import type { RegistrationScreenData } from "./screen-data.ts"

const Answers = ProposalFields.shape.answers

/**
 * Level, and what it asks for. Until scripts run, everything is in sight; afterwards only what applies, and the level goes with
 * the answers once all are given.
 */
export function LevelFields({ page }: { page: RegistrationScreenData }) {
  const { regime, registration } = page
  const level = useWatch({ name: "level" })
  const form = useFormContext()
  const [hasScript, setHasScript] = useState(false)
  useEffect(() => setHasScript(true), [])
  useEffect(() => {
    const watching = form.watch((values, { name, type }) => {
      if (type !== "change" || !name?.startsWith("answers.")) return
      const answers = Answers.safeParse(values.answers)
      if (!answers.success || answers.data.length < regime.criteria.length) return
      form.setValue("level", levelFromAnswers(answers.data, regime))
    })
    return () => watching.unsubscribe()
  }, [form, regime])
  const isPartial = !hasScript || level === "PARTIAL"
  const isOverruling = !hasScript || level !== registration.suggestion.level
  return (
    <>
      <RadioField
        name="level"
        label={`Mức độ đề xuất (gợi ý: ${SERVICE_LEVEL_LABELS[registration.suggestion.level].toLocaleLowerCase("vi")})`}
        required
        inline
        options={regime.levels.map((value) => ({ value, label: SERVICE_LEVEL_LABELS[value] }))}
      />
      {isOverruling ? (
        <TextAreaField
          name="overruleReason"
          label="Vì sao đề xuất khác gợi ý"
          description="Bắt buộc khi mức độ khác gợi ý; lãnh đạo đơn vị và người thẩm định sẽ đọc."
          rows={2}
        />
      ) : null}
      {isPartial ? (
        <div className={classes.pair}>
          <SelectField
            name="partialReason"
            label="Lý do chỉ thực hiện một phần"
            description="Chỉ ghi với mức một phần."
            data={[
              { value: "", label: "Chọn lý do" },
              ...regime.partialReasons.map(({ reason }) => ({
                value: reason,
                label: PARTIAL_REASON_LABELS[reason],
              })),
            ]}
          />
          <CitationFields page={page} />
        </div>
      ) : null}
    </>
  )
}
