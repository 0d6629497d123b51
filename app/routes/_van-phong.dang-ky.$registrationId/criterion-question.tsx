import { Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import type { ReactNode } from "react"
import {
  CRITERION_ANSWER_LABELS,
  CRITERION_ANSWERS,
  type Criterion,
} from "#models/legal-regime/legal-regime.ts"
import { doubtfulLetters } from "#models/registration/doubt.ts"
import type { Suggestion } from "#models/registration/registration.ts"
import { RadioField, TextAreaField } from "../../forms/fields.tsx"
import { CriterionHelp } from "./criterion-help.tsx"
import { Quotes } from "./evidence.tsx"
import classes from "./registration.module.css"

type CriterionQuestionProps = {
  /** Of how many services this answer can be given at once. */
  together: { count: number; to: string } | null
  index: number
  criterion: Criterion
  suggestion: Suggestion
  hasNote: boolean
  /** What the appraisal remarks on it. */
  remarks: ReactNode
}

/** One criterion: its words and article, what the record suggests and why, the answer, a note. */
export function CriterionQuestion({
  together,
  index,
  criterion,
  suggestion,
  hasNote,
  remarks,
}: CriterionQuestionProps) {
  const { letter, text, article, mayNotApply } = criterion
  const allowed = CRITERION_ANSWERS.filter((value) => mayNotApply || value !== "NOT_APPLICABLE")
  return (
    <div className={classes.criterion}>
      <input type="hidden" name={`answers.${index}.letter`} value={letter} />
      <CriterionEvidence letter={letter} suggestion={suggestion}>
        <RadioField
          name={`answers.${index}.value`}
          label={
            <>
              {letter}) {text}{" "}
              <Text span size="sm" c="dimmed" fw={400}>
                ({article})
              </Text>
            </>
          }
          inline
          options={allowed.map((value) => ({ value, label: CRITERION_ANSWER_LABELS[value] }))}
        />
      </CriterionEvidence>
      {remarks}
      <div className={classes.others}>
        {together ? (
          <Link to={together.to} className={classes.together}>
            Trả lời cùng lúc {together.count} dịch vụ
          </Link>
        ) : null}
        <CriterionHelp criterion={criterion} />
        <details className={classes.more} open={hasNote}>
          <summary>Ghi chú tiêu chí {letter}</summary>
          <TextAreaField name={`answers.${index}.note`} label={`Ghi chú tiêu chí ${letter}`} rows={2} />
        </details>
      </div>
    </div>
  )
}

/** The answer a criterion got or is to get, followed by what the record suggests. */
export function CriterionEvidence({
  letter,
  suggestion,
  children,
}: {
  letter: string
  suggestion: Suggestion
  children: ReactNode
}) {
  const isDoubtful = doubtfulLetters(suggestion).includes(letter)
  const reason = suggestion.reasons.find(({ criterion }) => criterion === letter)
  const facts = suggestion.facts.filter(({ id }) => reason?.factIds.includes(id))
  return (
    <>
      {children}
      {reason ? (
        <div className={classes.suggested} data-doubtful={isDoubtful}>
          {isDoubtful ? <strong>Cần xem xét. </strong> : null}
          Gợi ý: <strong>{CRITERION_ANSWER_LABELS[reason.answer]}</strong>. {reason.explanation}
          <Quotes facts={facts} />
        </div>
      ) : null}
    </>
  )
}
