import { Group, Stack, Text } from "@mantine/core"
import { z } from "zod"
import {
  type DocumentTemplate,
  TEXT_BLOCK_KINDS,
  TEXT_BLOCK_LABELS,
} from "#models/reference/document-template.ts"
import { EDITION_CONDITION_LABELS, EDITION_CONDITIONS } from "#models/reference/edition-slots.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { DateField, HiddenField, SelectField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"
import classes from "./template.module.css"
import { TemplateFields } from "./template-form.ts"

const KINDS = TEXT_BLOCK_KINDS.map((kind) => ({ value: kind, label: TEXT_BLOCK_LABELS[kind] }))
const CONDITIONS = [
  { value: "", label: "Luôn có" },
  ...EDITION_CONDITIONS.map((value) => ({ value, label: EDITION_CONDITION_LABELS[value] })),
]
/** Empty blocks at the end, for what is added. */
const ADDED = 2
/** Numbers between which others fit. */
const STEP = 10

/** A block as the form shows it, whatever was sent in its place. */
const FormBlock = z.object({
  kind: z.string().catch("body"),
  text: z.string().catch(""),
  when: z.string().catch(""),
  order: z.union([z.number(), z.string()]).catch(""),
})
type FormBlock = z.infer<typeof FormBlock>
const NO_BLOCK: FormBlock = { kind: "body", text: "", when: "", order: "" }
const SentBlocks = z.object({ blocks: z.array(FormBlock.catch(NO_BLOCK)) })

const blocksOf = ({ blocks }: DocumentTemplate): FormBlock[] =>
  blocks.map(({ kind, text, when }, index) => ({ kind, text, when: when ?? "", order: (index + 1) * STEP }))

/** What was sent and came back, with a mistake or tried out. */
const sentBlocks = (values: Record<string, unknown> | undefined): FormBlock[] | null =>
  SentBlocks.safeParse(values).data?.blocks ?? null

/** There are always empty blocks at the end, also where those before were filled in. */
function withSpare(blocks: FormBlock[]): FormBlock[] {
  const used = blocks.slice(0, blocks.findLastIndex(({ text }) => text.trim() !== "") + 1)
  const last = Math.max(0, ...used.map(({ order }) => Number(order) || 0))
  const spare = Array.from({ length: ADDED }, (_, index) => ({
    kind: "body",
    text: "",
    when: "",
    order: last + (index + 1) * STEP,
  }))
  return [...used, ...spare]
}

/** Of the form, for what stands outside it. */
export const REVISE_FORM = "bieu-mau-phien-ban"

type ReviseFormProps = {
  template: DocumentTemplate
  today: IsoDay
  errors: FieldErrors | undefined
  values: Record<string, unknown> | undefined
}

/** A new version, block by block, filled in from the newest. */
export function ReviseForm({ template, today, errors, values }: ReviseFormProps) {
  const isLetter = template.purpose === "OFFICER"
  const blocks = withSpare(sentBlocks(values) ?? blocksOf(template))
  const defaults = {
    version: template.version,
    validFrom: today,
    abstract: template.abstract,
    addressee: template.addressee,
    recipients: template.recipients.join("\n"),
    ...values,
    blocks,
  }
  return (
    // A version adopted, or more blocks, make it a new form.
    <ZodForm
      id={REVISE_FORM}
      key={`${template.version} ${blocks.length}`}
      schema={TemplateFields}
      errors={errors}
      defaultValues={defaults}
      label="Phiên bản mới"
    >
      <HiddenField name="version" />
      <DateField name="validFrom" label="Có hiệu lực từ ngày" required maw={240} />
      <TextAreaField name="abstract" label="Trích yếu" rows={2} required />
      {isLetter ? (
        <>
          <TextField name="addressee" label="Kính gửi" description="Bỏ trống khi văn bản không có." />
          <TextAreaField
            name="recipients"
            label="Nơi nhận"
            description="Mỗi nơi một dòng, không gạch đầu dòng, không dấu cuối."
            rows={4}
          />
        </>
      ) : null}
      <Text size="sm">
        Khối để trống thì bỏ. Muốn thêm, điền khối trống ở cuối và ghi số thứ tự xen giữa hai khối.
      </Text>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place in the form
        <fieldset key={index} className={classes.block}>
          <legend>{block.text ? `Khối ${index + 1}` : `Khối ${index + 1} (thêm mới)`}</legend>
          <Stack gap="xs">
            <Group gap="sm" align="flex-end">
              <SelectField name={`blocks.${index}.kind`} label="Loại" data={KINDS} />
              {isLetter ? null : (
                <SelectField name={`blocks.${index}.when`} label="Có khi" data={CONDITIONS} />
              )}
              <TextField name={`blocks.${index}.order`} label="Thứ tự" inputMode="numeric" w={90} />
            </Group>
            <TextAreaField
              name={`blocks.${index}.text`}
              label="Lời văn"
              rows={Math.min(8, Math.max(2, Math.ceil(block.text.length / 90)))}
            />
          </Stack>
        </fieldset>
      ))}
      <Group gap="sm">
        <SubmitButton name="intent" value="preview" variant="default">
          Xem thử
        </SubmitButton>
        <SubmitButton name="intent" value="save">
          Ban hành phiên bản mới
        </SubmitButton>
      </Group>
    </ZodForm>
  )
}
