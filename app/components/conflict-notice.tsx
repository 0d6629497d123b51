import { Anchor, Button, Stack, Text, Title } from "@mantine/core"
import { useEffect, useId, useRef } from "react"
import { formatInstant } from "#models/shared/dates.ts"
import { type FieldConflict, isOnlyTheirs, isToSettle } from "#models/shared/field-conflict.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Conflict } from "../http/attempt.ts"
import { CHOSEN } from "../http/chosen-lines.ts"
import { DataTable } from "./data-table.tsx"
import classes from "./notices.module.css"

/** What a line of a step, not of an edit, is called. */
const STANDING: ReadonlySet<string> = new Set(["Trạng thái", "Tình trạng"])

type ConflictNoticeProps = {
  conflict: Conflict
  message: string
  /** This page, to load it anew. */
  reloadTo: string
  /** The refused form, which goes again with what is chosen here; missing where nothing typed stands against anything. */
  form?: ChosenForm
}

type ChosenForm = {
  id: string
  /** The button that sends it: as it was sent before. */
  button: { label: string; name?: string; value?: string }
}

/**
 * After a 409: somebody saved in between; whose change it is, and what differs. What was typed stays in the form; where both differ a
 * person says line by line which of the two holds. The choices are fields of that form, so they need no script.
 */
export function ConflictNotice({ conflict, message, reloadTo, form }: ConflictNoticeProps) {
  const settled = form && conflict.made ? conflict.changed.filter(isToSettle) : []
  const told = conflict.changed.filter((line) => !settled.includes(line))
  const by = conflict.by ?? "người khác"
  const isMoved = conflict.changed.length > 0 && conflict.changed.every(({ field }) => STANDING.has(field))
  const box = useRef<HTMLDivElement>(null)
  // It stands above what was sent, on a small screen out of sight.
  useEffect(() => {
    if (conflict) box.current?.focus()
  }, [conflict])
  const count = settled.length > 0 ? `: ${formatNumber(settled.length)} chỗ khác nhau` : ""
  return (
    <Stack ref={box} component="section" role="alert" tabIndex={-1} className={classes.conflict} gap="xs">
      <Title order={2} size="h3">
        {isMoved ? `Việc này đã được ${by} xử lý` : `Nội dung đã được ${by} sửa${count}`}
      </Title>
      <Text>{message}</Text>
      {form && conflict.made ? <Lines lines={settled} form={form} made={conflict.made.on} /> : null}
      {told.length > 0 ? (
        <DataTable
          caption={settled.length > 0 ? "Những chỗ khác đã thay đổi" : "Những chỗ đã thay đổi"}
          showCaption={settled.length > 0}
          rows={told}
          rowKey={(row) => row.field}
          columns={[
            { key: "field", header: "Mục", isRowHeader: true, cell: (row) => row.field },
            { key: "before", header: "Khi bạn mở", cell: (row) => row.before },
            {
              key: "now",
              header: "Hiện nay",
              cell: (row) => (
                <>
                  {row.now}
                  <Whose line={row} />
                </>
              ),
            },
          ]}
        />
      ) : null}
      <Anchor href={reloadTo}>Tải lại nội dung mới nhất (bỏ phần vừa nhập)</Anchor>
    </Stack>
  )
}

type LinesProps = { lines: FieldConflict[]; form: ChosenForm; made: Record<string, string> }

/** One question a line: mine or what stands now. Where only the others touched it, theirs is chosen already. */
function Lines({ lines, form, made }: LinesProps) {
  if (lines.length === 0)
    return <Text>Không chỗ nào bạn nhập khác với bản hiện nay; xem lại biểu mẫu rồi gửi lại.</Text>
  return (
    <>
      <Text>
        Ở mỗi chỗ, chọn giữ của mình hay lấy bản hiện nay; muốn ghi khác cả hai thì chọn «Giữ của tôi» rồi sửa
        trong biểu mẫu bên dưới.
      </Text>
      <input type="hidden" form={form.id} name={CHOSEN.made} value={JSON.stringify(made)} />
      {lines.map((line, index) => (
        <Line key={line.field} line={line} name={`${CHOSEN.lines}.${index}`} formId={form.id} />
      ))}
      <Button type="submit" form={form.id} w="fit-content" name={form.button.name} value={form.button.value}>
        {form.button.label}
      </Button>
    </>
  )
}

function Line({ line, name, formId }: { line: FieldConflict; name: string; formId: string }) {
  const id = useId()
  const { field, before, mine, now, take } = line
  const isTheirs = isOnlyTheirs(line)
  return (
    <fieldset className={classes.line}>
      <legend>{field}</legend>
      <Text size="sm">Khi bạn mở: {before}</Text>
      <input type="hidden" form={formId} name={`${name}.${CHOSEN.take}`} value={JSON.stringify(take)} />
      <div className={classes.sides}>
        <label htmlFor={`${id}-cua-toi`}>
          <input
            type="radio"
            form={formId}
            id={`${id}-cua-toi`}
            name={`${name}.${CHOSEN.keep}`}
            value="cua-toi"
          />
          <span>
            <strong>Giữ của tôi</strong>
            <span className={classes.said}>
              {mine}
              {isTheirs ? " (bạn chưa sửa chỗ này)" : null}
            </span>
          </span>
        </label>
        <label htmlFor={`${id}-hien-nay`}>
          <input
            type="radio"
            form={formId}
            id={`${id}-hien-nay`}
            name={`${name}.${CHOSEN.keep}`}
            value="hien-nay"
            defaultChecked={isTheirs}
          />
          <span>
            <strong>Lấy hiện nay</strong>
            <span className={classes.said}>
              {now}
              <Whose line={line} />
            </span>
          </span>
        </label>
      </div>
    </fieldset>
  )
}

/** Who made it so, and when. */
function Whose({ line: { by, at } }: { line: FieldConflict }) {
  if (!by) return null
  return (
    <span className={classes.whose}>
      {by}
      {at ? `, ${formatInstant(new Date(at))}` : null}
    </span>
  )
}
