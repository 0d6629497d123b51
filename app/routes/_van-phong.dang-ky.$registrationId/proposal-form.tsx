import { Group, Stack, Text, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { useEffect, useMemo, useState } from "react"
import { useWatch } from "react-hook-form"
import { type LegalRegime, proactiveLevelText } from "#models/legal-regime/legal-regime.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { proposalFromSuggestion } from "#workflows/classification/proposal-from-suggestion.ts"
import { ProposalFields } from "#workflows/registration/proposal-fields.ts"
import { citationFields } from "#workflows/registration/provision-fields.ts"
import { Instant } from "../../components/values.tsx"
import { RadioField, SelectField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"
import { Autosave, type CopyVersions } from "./autosave.tsx"
import { CitationFields } from "./citation-fields.tsx"
import { CriterionQuestion } from "./criterion-question.tsx"
import { EventButtons } from "./event-buttons.tsx"
import { SuggestionSummary } from "./evidence.tsx"
import { OlderCopy } from "./older-copy.tsx"
import classes from "./registration.module.css"
import type { RefusedForm, RegistrationScreenData } from "./screen-data.ts"
import { WhatIsMissing } from "./what-is-missing.tsx"

type ProposalFormProps = {
  page: RegistrationScreenData
  revision: number
  answer: RefusedForm | undefined
}

/** The officer's answers and proposal. Posts plain fields; what was typed comes back after a refusal. */
export function ProposalForm({ page, revision, answer }: ProposalFormProps) {
  const { registration, context, regime, nextId } = page
  const kept = context.proposal ?? proposalFromSuggestion(registration.suggestion)
  // The same object while the answer is the same: the form takes new errors as a new answer.
  const shownErrors = useMemo(
    () => (answer?.conflict ? undefined : byPosition(answer?.errors, regime)),
    [answer, regime],
  )
  const copy = page.workingCopy
  // What was just refused is newer than what was kept while typing.
  const typed = answer?.values ?? (page.takesOlder ? page.olderCopy?.fields : copy?.fields)
  const values = { ...fieldsOf(kept, regime), ...(typed ? typedFields(typed, regime) : {}) }
  const [versions, setVersions] = useState<CopyVersions>({ known: page.copyVersion, next: "" })
  return (
    <Stack component="section" gap="sm" aria-labelledby="de-xuat">
      <Title order={2} id="de-xuat">
        Trả lời tiêu chí và đề xuất
      </Title>
      <SuggestionSummary page={page} />
      {copy && !answer && !page.takesOlder ? <HalfDone savedAt={copy.savedAt} versions={versions} /> : null}
      {answer ? null : <OlderCopy page={page} />}
      {context.proposal || copy ? null : (
        <Text size="sm">
          Biểu mẫu đã điền sẵn theo gợi ý. Hãy đối chiếu từng tiêu chí với nội dung thủ tục trước khi trình.
        </Text>
      )}
      <ZodForm schema={ProposalFields} errors={shownErrors} defaultValues={values} label="Đề xuất mức độ">
        <input type="hidden" name="revision" value={revision} />
        <div>
          {regime.criteria.map((criterion, index) => (
            <CriterionQuestion
              key={criterion.letter}
              index={index}
              criterion={criterion}
              suggestion={registration.suggestion}
              hasNote={Boolean(values.answers[index]?.note)}
            />
          ))}
        </div>
        <LevelFields page={page} />
        <ProactiveField regime={regime} />
        {page.procedure && page.procedure.services.length > 1 ? <CaseNameField page={page} /> : null}
        <TextAreaField name="note" label="Ghi chú chung" rows={2} />
        <WhatIsMissing page={page} />
        <Autosave
          registrationId={registration.id}
          userId={page.viewerId}
          revision={revision}
          copyVersion={page.copyVersion}
          versions={versions}
          onVersions={setVersions}
        />
        <EventButtons event="proposal.submitted" hasNext={nextId !== null} isMain />
        <Group gap="sm">
          <SubmitButton
            name="intent"
            value="draft.saved"
            variant="default"
            data-phim="KeyS"
            aria-keyshortcuts="Alt+S"
          >
            Lưu dự thảo
          </SubmitButton>
          {nextId ? (
            <SubmitButton name="intent" value="draft.saved+next" variant="default">
              Lưu và sang mục kế tiếp
            </SubmitButton>
          ) : null}
        </Group>
      </ZodForm>
    </Stack>
  )
}

/** Says that the form holds what was typed and never saved, and offers to drop it. */
function HalfDone({ savedAt, versions }: { savedAt: Date; versions: CopyVersions }) {
  return (
    <Form method="post" aria-label="Phần nhập dở">
      <input type="hidden" name="copyVersion" value={versions.known} />
      <input type="hidden" name="copyNext" value={versions.next} />
      <Group gap="sm" role="status" className={classes.done}>
        <Text size="sm">
          Biểu mẫu đang có phần bạn nhập dở, tự lưu lúc <Instant at={savedAt} />, chưa lưu thành dự thảo.
        </Text>
        <SubmitButton name="intent" value="copy.discarded" variant="default" size="compact-sm">
          Bỏ phần nhập dở
        </SubmitButton>
      </Group>
    </Form>
  )
}

/** The second axis of NĐ 224/2026/NĐ-CP Điều 16; not asked under a law that has none. */
function ProactiveField({ regime }: { regime: LegalRegime }) {
  const [first] = regime.proactiveLevels
  if (!first) return null
  return (
    <SelectField
      name="proactiveLevel"
      label="Mức độ dịch vụ công trực tuyến chủ động"
      description="Chỉ ghi khi dịch vụ đã được cung cấp chủ động; khác với mức độ trực tuyến ở trên."
      data={[
        { value: "", label: "Không" },
        ...regime.proactiveLevels.map((one) => ({
          value: String(one.level),
          label: `${proactiveLevelText(one)} (${one.article})`,
        })),
      ]}
    />
  )
}

/** What tells the service from the others of its procedure, where the record says it badly or not at all. */
function CaseNameField({ page }: { page: RegistrationScreenData }) {
  const { registration, procedure } = page
  const cases = (procedure?.cases ?? []).flatMap(({ name }) => name || [])
  return (
    <TextField
      name="caseName"
      label="Tên trường hợp"
      description={[
        `Thủ tục có nhiều dịch vụ công; tên này phân biệt chúng trong danh mục, phụ lục. Để trống thì ghi «${registration.caseName || procedure?.name}».`,
        ...(cases.length > 0 ? [`Các trường hợp hồ sơ của thủ tục: ${cases.join("; ")}.`] : []),
      ].join(" ")}
    />
  )
}

/** Level, and what it asks for. Until scripts run, everything is in sight; afterwards only what applies. */
function LevelFields({ page }: { page: RegistrationScreenData }) {
  const { regime, registration } = page
  const level = useWatch({ name: "level" })
  const [hasScript, setHasScript] = useState(false)
  useEffect(() => setHasScript(true), [])
  const isPartial = !hasScript || level === "PARTIAL"
  const isOverruling = !hasScript || level !== registration.suggestion.level
  return (
    <>
      <RadioField
        name="level"
        label="Mức độ đề xuất"
        description={`Gợi ý: ${SERVICE_LEVEL_LABELS[registration.suggestion.level]}`}
        required
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
        <>
          <SelectField
            name="partialReason"
            label="Lý do chỉ thực hiện một phần"
            description="Bắt buộc với mức một phần; để trống với các mức khác."
            data={[
              { value: "", label: "Chọn lý do" },
              ...regime.partialReasons.map(({ reason }) => ({
                value: reason,
                label: PARTIAL_REASON_LABELS[reason],
              })),
            ]}
          />
          <CitationFields page={page} />
        </>
      ) : null}
    </>
  )
}

type ProposalValues = Omit<Proposal, "answers" | "partialReason" | "proactiveLevel"> & {
  proactiveLevel: string
  article: string
  clause: string
  point: string
  partialReason: string
  answers: { letter: string; value: string; note: string }[]
}

/** A proposal as the form's fields, the answers in the order of the regime's criteria. */
const fieldsOf = (proposal: Proposal, regime: LegalRegime): ProposalValues => ({
  ...proposal,
  ...placesOf(proposal.citation),
  caseName: proposal.caseName ?? "",
  partialReason: proposal.partialReason ?? "",
  proactiveLevel: String(proposal.proactiveLevel ?? ""),
  answers: regime.criteria.map(({ letter }) => {
    const answer = proposal.answers.find((one) => one.letter === letter)
    return { letter, value: answer?.value ?? "", note: answer?.note ?? "" }
  }),
})

const placesOf = (text: string) => {
  const { act: citation, article, clause, point } = citationFields(text)
  return { citation, article, clause, point }
}

/** What was sent, read leniently: it may be exactly what was wrong. */
function typedFields(sent: Record<string, unknown>, regime: LegalRegime): Partial<ProposalValues> {
  const answers = Array.isArray(sent.answers) ? sent.answers : []
  const text = (value: unknown) => (typeof value === "string" ? value : "")
  return {
    ...(sent as Partial<ProposalValues>),
    // One text, as an earlier form sent it, is shown in its parts.
    ...(text(sent.article) === "" ? placesOf(text(sent.citation)) : {}),
    partialReason: text(sent.partialReason),
    proactiveLevel: text(sent.proactiveLevel),
    answers: regime.criteria.map(({ letter }) => {
      const answer = answers.find((one) => one?.letter === letter)
      return { letter, value: text(answer?.value), note: text(answer?.note) }
    }),
  }
}

/**
 * Rules name answers by their letter (`answers.d`), the form by position (`answers.3.value`). What concerns the whole form
 * is said only where no field says it.
 */
function byPosition(errors: FieldErrors | undefined, regime: LegalRegime): FieldErrors | undefined {
  if (!errors) return undefined
  const { "": whole, ...fields } = errors
  if (Object.keys(fields).length === 0) return whole ? { "": whole } : {}
  return Object.fromEntries(
    Object.entries(fields).map(([field, messages]) => {
      const index = regime.criteria.findIndex(({ letter }) => field === `answers.${letter}`)
      return [index < 0 ? field : `answers.${index}.value`, messages]
    }),
  )
}
