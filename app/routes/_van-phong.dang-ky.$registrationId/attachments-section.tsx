import { Button, NativeSelect, Text } from "@mantine/core"
import { Form } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { Folded } from "../../components/folded.tsx"
import notices from "../../components/notices.module.css"
import { Instant } from "../../components/values.tsx"
import { NoCitizensPapers } from "../../forms/no-citizens-papers.tsx"
import { FileField, UploadButton, UploadForm } from "../../forms/upload-form.tsx"
import { paths } from "../../http/paths.ts"
import { UPLOADS } from "../../http/upload-limits.ts"
import classes from "./registration.module.css"
import type { RefusedForm, RegistrationScreenData } from "./screen-data.ts"

type AttachmentsProps = { page: RegistrationScreenData; answer: RefusedForm | undefined }

/** Files laid beside the answers, and for who is answering, a way to add and take away. */
export function AttachmentsSection({ page, answer }: AttachmentsProps) {
  const { registration, attachments, regime } = page
  const mayChange = page.possible.includes("draft.saved")
  const refused = answer?.intent === "attachment" ? answer : undefined
  const criterionOf = (letter: string) => (letter === "" ? "Chung" : `Tiêu chí ${letter}`)
  return (
    <Folded id="tep-kem" title={`Tệp kèm theo (${formatNumber(attachments.length)})`} open>
      {attachments.length === 0 ? <Text size="sm">Chưa có tệp nào.</Text> : null}
      <ul className={classes.quotes}>
        {attachments.map((one) => (
          <li key={one.id}>
            {criterionOf(one.letter)}:{" "}
            {one.scan === "INFECTED" ? (
              `${one.name} – có mã độc, nội dung đã xóa; hãy gửi lại tệp sạch `
            ) : one.scan === "WAITING" ? (
              `${one.name} – đang chờ quét mã độc, chưa mở được `
            ) : (
              <a href={paths.attachment(registration.id, one.id)} download>
                {one.name}
              </a>
            )}{" "}
            <Text span size="sm" c="dimmed">
              ({formatNumber(Math.ceil(one.size / 1024))} KB; {one.byName}, <Instant at={one.at} />)
            </Text>
            {mayChange ? (
              <Form method="post" aria-label={`Bỏ tệp ${one.name}`}>
                <input type="hidden" name="attachmentId" value={one.id} />
                <Button
                  type="submit"
                  name="intent"
                  value="attachment.removed"
                  variant="default"
                  size="compact-sm"
                  aria-label={`Bỏ tệp ${one.name}`}
                >
                  Bỏ tệp
                </Button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange ? (
        <Add
          // A file that was taken is not sent twice.
          key={attachments.map(({ id }) => id).join()}
          refused={refused}
          choices={[
            { value: "", label: "Chung" },
            ...regime.criteria.map(({ letter }) => ({ value: letter, label: criterionOf(letter) })),
          ]}
        />
      ) : refused ? (
        <div role="alert" className={notices.errors}>
          {refused.message}
        </div>
      ) : null}
    </Folded>
  )
}

type AddProps = { refused: RefusedForm | undefined; choices: { value: string; label: string }[] }

function Add({ refused, choices }: AddProps) {
  const letter = refused?.values["letter"]
  return (
    <UploadForm limit={UPLOADS.attachment} label="Đính kèm tệp" error={refused?.message}>
      <NativeSelect
        name="letter"
        label="Cho tiêu chí"
        data={choices}
        defaultValue={typeof letter === "string" ? letter : undefined}
        maw={240}
      />
      <FileField label="Tệp đính kèm" />
      <NoCitizensPapers />
      <UploadButton variant="default" busy="Đang gửi tệp…">
        Đính kèm
      </UploadButton>
    </UploadForm>
  )
}
