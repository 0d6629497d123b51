import { Text } from "@mantine/core"
import type { ReactNode } from "react"
import type { FactCorrection } from "#models/fact-correction/fact-correction.ts"
import type { EvidenceFact } from "#models/registration/registration.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { FactCertainty } from "#workflows/classification/fact-certainty.ts"
import { STATABLE_FACTS } from "#workflows/classification/statable-facts.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { Folded } from "../../components/folded.tsx"
import { Instant } from "../../components/values.tsx"
import { SelectField, TextAreaField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import { CorrectionFields } from "./correction-form.ts"
import classes from "./registration.module.css"
import type { RefusedForm, RegistrationScreenData } from "./screen-data.ts"

type FactsSectionProps = { page: RegistrationScreenData; revision: number; answer: RefusedForm | undefined }

/** Everything the suggestion rests on, how sure each fact is, and where it is wrong, the officer's word against it. */
export function FactsSection({ page, revision, answer }: FactsSectionProps) {
  const { facts } = page.registration.suggestion
  const { standing, lapsed } = page.corrections
  const mayCorrect = page.possible.includes("draft.saved")
  const denied = standing.filter(({ kind }) => kind === "DENIED")
  const refused = answer?.intent === "fact.corrected" ? answer : undefined
  return (
    <Folded id="du-kien" title={`Dữ kiện làm căn cứ gợi ý (${formatNumber(facts.length)})`} open>
      {mayCorrect ? (
        <Text size="sm">
          Chỗ nào hệ thống đọc sai hoặc bản ghi ghi thiếu, hãy đính chính: gợi ý được tính lại ngay, đính
          chính được giữ cho các kỳ sau chừng nào bản ghi không đổi ở phần đó. Đề xuất đã lưu không bị thay.
        </Text>
      ) : null}
      <ul className={classes.quotes}>
        {facts.map((fact) => (
          <li key={fact.id}>
            <Fact fact={fact} certainty={page.certainties[fact.id]} />
            {mayCorrect && !standing.some(({ factId }) => factId === fact.id) ? (
              <Deny fact={fact} revision={revision} refused={refused} />
            ) : null}
          </li>
        ))}
      </ul>
      <Corrections
        title="Đính chính đang dùng"
        corrections={[...denied, ...standing.filter(({ kind }) => kind === "STATED")]}
        revision={mayCorrect ? revision : null}
      />
      <Corrections
        title="Đính chính đã hết tác dụng vì bản ghi đã đổi ở phần này; xem lại rồi đính chính lại nếu vẫn đúng"
        corrections={lapsed}
        revision={mayCorrect ? revision : null}
      />
      {mayCorrect ? <State revision={revision} refused={refused} /> : null}
    </Folded>
  )
}

function Fact({ fact, certainty }: { fact: EvidenceFact; certainty: FactCertainty | undefined }) {
  return (
    <>
      {fact.value}
      {fact.quote ? <> – “{fact.quote}”</> : null}{" "}
      <Text span size="sm" c="dimmed">
        ({fact.source}
        {certainty ? `; ${CERTAINTY_WORDS[certainty]}` : null})
      </Text>
    </>
  )
}

const CERTAINTY_WORDS: Record<FactCertainty, string> = {
  STATED: "cán bộ xác nhận",
  HINTED: "mới là dấu hiệu, cần xem",
  MARKED: "ghi thành mục trong bản ghi",
  READ: "đọc từ lời văn",
}

const BASIS = "Căn cứ (văn bản, điều khoản, thực tế tiếp nhận)"

type CorrectProps = { revision: number; refused: RefusedForm | undefined }

/** A form of its own in a fold: the fact is not so. */
function Deny({ fact, revision, refused }: CorrectProps & { fact: EvidenceFact }) {
  const isRefused = refused?.values.factId === fact.id && refused.values.kind === "DENIED"
  return (
    <details className={classes.more} open={isRefused}>
      <summary aria-label={`Không đúng? ${fact.value}`}>Không đúng?</summary>
      <CorrectionForm
        label={`Đính chính: ${fact.value}`}
        values={{ kind: "DENIED", factId: fact.id, revision }}
        refused={isRefused ? refused : undefined}
      >
        <TextAreaField name="basis" label={BASIS} rows={2} required />
        <SubmitButton name="intent" value="fact.corrected" variant="default">
          Đính chính dữ kiện: không phải vậy
        </SubmitButton>
      </CorrectionForm>
    </details>
  )
}

/** A form in a fold: something holds that the record does not say. */
function State({ revision, refused }: CorrectProps) {
  const isRefused = refused?.values.kind === "STATED"
  return (
    <details className={classes.more} open={isRefused}>
      <summary>Bổ sung dữ kiện bản ghi còn thiếu</summary>
      <CorrectionForm
        label="Bổ sung dữ kiện"
        values={{ kind: "STATED", revision }}
        refused={isRefused ? refused : undefined}
      >
        <SelectField
          name="factId"
          label="Dữ kiện"
          required
          data={[
            { value: "", label: "Chọn dữ kiện" },
            ...STATABLE_FACTS.map(({ id, value }) => ({ value: id, label: value })),
          ]}
        />
        <TextAreaField name="basis" label={BASIS} rows={2} required />
        <SubmitButton name="intent" value="fact.corrected" variant="default">
          Đính chính dữ kiện: bổ sung
        </SubmitButton>
      </CorrectionForm>
    </details>
  )
}

type CorrectionFormProps = {
  label: string
  values: Record<string, string | number>
  refused: RefusedForm | undefined
  children: ReactNode
}

function CorrectionForm({ label, values, refused, children }: CorrectionFormProps) {
  const { factId = "", basis = "" } = refused?.values ?? {}
  return (
    <ZodForm
      schema={CorrectionFields}
      label={label}
      errors={refused?.conflict ? undefined : refused?.errors}
      defaultValues={{ factId, basis, ...values }}
    >
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </ZodForm>
  )
}

function Corrections({
  title,
  corrections,
  revision,
}: {
  title: string
  corrections: readonly FactCorrection[]
  /** Null where nothing may be taken back. */
  revision: number | null
}) {
  if (corrections.length === 0) return null
  return (
    <>
      <Text fw={600} size="sm">
        {title}
      </Text>
      <ul className={classes.quotes}>
        {corrections.map((one) => (
          <li key={one.id}>
            <StatusBadge label={one.kind === "DENIED" ? "Không phải" : "Bổ sung"} /> {one.value} – {one.basis}{" "}
            <Text span size="sm" c="dimmed">
              ({one.byName}, <Instant at={one.at} />)
            </Text>
            {revision === null ? null : <Withdraw correction={one} revision={revision} />}
          </li>
        ))}
      </ul>
    </>
  )
}

function Withdraw({ correction, revision }: { correction: FactCorrection; revision: number }) {
  return (
    <CorrectionForm
      label={`Bỏ đính chính: ${correction.value}`}
      values={{
        kind: "WITHDRAWN",
        correctionId: correction.id,
        revision,
        basis: "Đính chính không còn phù hợp.",
      }}
      refused={undefined}
    >
      <SubmitButton name="intent" value="fact.corrected" variant="subtle" size="compact-sm">
        Đính chính dữ kiện: bỏ đính chính này
      </SubmitButton>
    </CorrectionForm>
  )
}
