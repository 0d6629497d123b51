import { Button, Checkbox, Group, Radio, Stack, Text, Textarea } from "@mantine/core"
import type { SerializeFrom } from "@remix-run/node"
import { Form, useLocation } from "@remix-run/react"
import { useEffect, useRef, useState } from "react"
import { SCOPE_ANSWER_LABELS, SCOPE_ANSWERS, SCOPE_DOUBT_LABELS } from "#models/procedure-scope/scope.ts"
import type { ScopePage, ScopeRow } from "#workflows/screens/scope-page.server.ts"
import { type Column, DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import notices from "../../components/notices.module.css"
import { Instant } from "../../components/values.tsx"

type Row = SerializeFrom<ScopeRow>

type ScopeTableProps = {
  rows: Row[]
  caption: string
  mayAnswer: ScopePage["mayAnswer"]
  empty: { title: string; words: string }
  errors: string[]
  sent: { codes: readonly string[]; answer: string; reason: string }
}

/** Procedures with why their scope is in doubt; each is ticked before the answer is given to all ticked ones. */
export function ScopeTable({ rows, caption, mayAnswer, empty, errors, sent }: ScopeTableProps) {
  const { pathname, search } = useLocation()
  const form = useRef<HTMLFormElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [hasScript, setHasScript] = useState(false)
  useEffect(() => setHasScript(true), [])
  const shown = errors.join(" ")
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown])
  const tickAll = (checked: boolean) => {
    for (const one of form.current?.querySelectorAll<HTMLInputElement>('input[name="codes[]"]') ?? [])
      one.checked = checked
  }
  const table = (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.code}
      empty={<EmptyState title={empty.title}>{empty.words}</EmptyState>}
      columns={columnsOf(mayAnswer, sent.codes)}
    />
  )
  if (!mayAnswer || rows.length === 0) return table
  return (
    <Form method="post" action={pathname + search} ref={form} aria-label="Trả lời phạm vi">
      <Stack gap="sm">
        {errors.length > 0 ? (
          <div ref={box} role="alert" tabIndex={-1} className={notices.errors}>
            {errors.map((message) => (
              <Text key={message}>{message}</Text>
            ))}
          </div>
        ) : null}
        {hasScript ? (
          <Checkbox
            ml="sm"
            label="Đánh dấu cả trang này"
            onChange={({ currentTarget }) => tickAll(currentTarget.checked)}
          />
        ) : null}
        {table}
        <Radio.Group name="answer" label="Câu trả lời cho các thủ tục đã đánh dấu" defaultValue={sent.answer}>
          <Group gap="lg" mt={4}>
            {SCOPE_ANSWERS.map((answer) => (
              <Radio key={answer} value={answer} label={SCOPE_ANSWER_LABELS[answer]} />
            ))}
          </Group>
        </Radio.Group>
        <Textarea
          name="reason"
          label="Lý do, căn cứ"
          description="Ghi vào nhật ký cùng tên người trả lời."
          defaultValue={sent.reason}
          autosize
          minRows={2}
          maw={640}
        />
        <div>
          <Button type="submit" name="intent" value="preview">
            Xem tác động
          </Button>
        </div>
      </Stack>
    </Form>
  )
}

const columnsOf = (mayAnswer: boolean, ticked: readonly string[]): Column<Row>[] => [
  ...(mayAnswer
    ? [
        {
          key: "tick",
          header: "Chọn",
          width: "3.5rem",
          cell: (row: Row) => (
            <Checkbox
              name="codes[]"
              value={row.code}
              defaultChecked={ticked.includes(row.code)}
              aria-label={`Chọn ${row.code} ${row.name}`}
            />
          ),
        },
      ]
    : []),
  { key: "code", header: "Mã thủ tục", cell: (row) => row.code, width: "7.5rem" },
  {
    key: "name",
    header: "Thủ tục",
    isRowHeader: true,
    cell: (row) => (
      <>
        {row.name}
        <Text size="sm" fw={400} c="dimmed">
          {row.levels} · {row.announcer || "không ghi cơ quan công bố"}
        </Text>
      </>
    ),
  },
  { key: "executing", header: "Cơ quan thực hiện", cell: (row) => row.executing || "–" },
  {
    key: "reason",
    header: "Vì sao",
    cell: (row) => (
      <>
        {row.doubt ? <strong>{SCOPE_DOUBT_LABELS[row.doubt]}. </strong> : null}
        {row.reason}
        {row.suggestion ? (
          <Text size="sm" c="dimmed">
            Gợi ý: {SCOPE_ANSWER_LABELS[row.suggestion].toLocaleLowerCase("vi")}
          </Text>
        ) : null}
        {row.answer ? (
          <Text size="sm">
            Đã trả lời: {SCOPE_ANSWER_LABELS[row.answer.value]}, {row.answer.byName},{" "}
            <Instant at={row.answer.at} />. {row.answer.reason}
          </Text>
        ) : null}
      </>
    ),
  },
]
