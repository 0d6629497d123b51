import { Group, Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { SCOPE_DOUBT_LABELS } from "#models/procedure-scope/scope.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { SCOPE_LISTS, type ScopeList } from "#workflows/scope/scope-lists.ts"
import { settleScope } from "#workflows/scope/settle-scope.server.ts"
import { getScopeEffect, getScopePage, SCOPE_ROWS_PER_PAGE } from "#workflows/screens/scope-page.server.ts"
import { ConflictNotice } from "../../components/conflict-notice.tsx"
import { FilterBar } from "../../components/filter-bar.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { Pagination } from "../../components/pagination.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { ScopeEffectView } from "./scope-effect.tsx"
import { ScopeAddress, ScopeForm } from "./scope-form.ts"
import { ScopeTable } from "./scope-table.tsx"

export const meta = () => pageTitle("Phạm vi của thủ tục")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const address = ScopeAddress.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { loai: list, "vi-sao": doubt, tim: text, page } = address
  const found = await read(() => getScopePage(context.runtime, { query: { list, doubt, text, page }, actor }))
  return { ...found, list, doubt, text, page, pageSize: SCOPE_ROWS_PER_PAGE }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, ScopeForm)
  if (!form.ok) return refused(Object.values(form.errors).flat(), form.values, form.status)
  const { intent, codes, answer, reason, typed, joining, seen, seenAnswers } = form.value
  if (codes.length === 0)
    return refused(["Chưa đánh dấu thủ tục nào. Đánh dấu từng dòng cần trả lời."], form.value, 400)
  if (intent === "preview") {
    const effect = await attempt(() => getScopeEffect(context.runtime, { codes, answer, actor }))
    return effect.ok
      ? { effect: effect.value, answer, reason, errors: [], sent: null, conflict: null }
      : refused([effect.message], form.value, effect.status)
  }
  const outcome = await attempt(() =>
    settleScope(context.runtime, { codes, answer, reason, typed, joining, seen, seenAnswers, actor }),
  )
  if (!outcome.ok) {
    const errors = [...new Set(Object.values(outcome.errors).flat())]
    // What was answered stays on the page, with its effect as it is by now.
    const effect = await attempt(() => getScopeEffect(context.runtime, { codes, answer, actor }))
    return effect.ok
      ? data(
          { effect: effect.value, answer, reason, errors, sent: null, conflict: outcome.conflict },
          { status: outcome.status },
        )
      : refused(errors, form.value, outcome.status)
  }
  return redirect(paths.scope({ loai: "da-tra-loi" }))
}

const refused = (errors: string[], values: object, status: number) => {
  const { codes, answer, reason } = values as Record<string, unknown>
  return data(
    {
      effect: null,
      answer: null,
      reason: null,
      errors,
      conflict: null,
      sent: {
        codes: Array.isArray(codes) ? codes.map(String) : [],
        answer: typeof answer === "string" ? answer : "",
        reason: typeof reason === "string" ? reason : "",
      },
    },
    { status },
  )
}

const LISTS: Record<ScopeList, { label: string; empty: string; words: string }> = {
  "chua-ro": {
    label: "Chưa rõ",
    empty: "Không còn thủ tục nào chưa rõ phạm vi",
    words: "Thủ tục mới nhập mà quy tắc không xác định được sẽ hiện ở đây.",
  },
  "da-tra-loi": {
    label: "Đã trả lời",
    empty: "Chưa có câu trả lời nào",
    words: "Câu trả lời đã ghi hiện ở đây và sửa được khi chưa có phiếu đăng ký dựa vào.",
  },
  "nganh-doc": {
    label: "Ngành dọc",
    empty: "Không có thủ tục của cơ quan ngành dọc",
    words: "Công an, thuế, hải quan, bảo hiểm xã hội… tự thực hiện thủ tục của mình.",
  },
  "cua-tinh": {
    label: "Của tỉnh theo quy tắc",
    empty: "Sổ chưa có thủ tục nào của tỉnh",
    words: "Nhập danh sách thủ tục trước.",
  },
}

export default function ScopeOfProcedures() {
  const { rows, total, counts, doubts, mayAnswer, list, doubt, text, page, pageSize } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { label, empty, words } = LISTS[list]
  return (
    <Stack gap="lg">
      <PageHeader
        title="Phạm vi của thủ tục"
        lead="Mỗi thủ tục chỉ được rà soát khi quy tắc hoặc người có trách nhiệm xác định là của tỉnh. Còn thủ tục chưa rõ thì chưa chốt được danh mục."
      />
      {answer?.effect ? (
        <>
          {answer.conflict ? (
            <ConflictNotice
              conflict={answer.conflict}
              message={answer.errors.join(" ")}
              reloadTo={paths.scope()}
            />
          ) : null}
          <ScopeEffectView
            effect={answer.effect}
            answer={answer.answer}
            reason={answer.reason}
            errors={answer.conflict ? [] : answer.errors}
          />
        </>
      ) : (
        <>
          <Group component="nav" aria-label="Loại phạm vi" gap="lg">
            {SCOPE_LISTS.map((one) => (
              <Link
                key={one}
                to={paths.scope({ loai: one })}
                aria-current={one === list ? "page" : undefined}
              >
                <Text span fw={one === list ? 700 : 400}>
                  {LISTS[one].label} ({formatNumber(counts[one])})
                </Text>
              </Link>
            ))}
          </Group>
          <FilterBar
            kept={{ loai: list }}
            filters={[
              {
                kind: "TEXT",
                name: "tim",
                label: "Tìm",
                value: text,
                placeholder: "Mã, tên, cơ quan; có thể gõ không dấu",
              },
              ...(doubts.length > 0
                ? [
                    {
                      kind: "CHOICE" as const,
                      name: "vi-sao",
                      label: "Vì sao chưa rõ",
                      value: doubt ?? "",
                      all: "Mọi lý do",
                      options: doubts.map(({ doubt: value, count }) => ({
                        value,
                        label: `${SCOPE_DOUBT_LABELS[value]} (${formatNumber(count)})`,
                      })),
                    },
                  ]
                : []),
            ]}
          />
          <ScopeTable
            key={rows.map(({ code }) => code).join()}
            rows={rows}
            caption={`${label}: ${formatNumber(total)} thủ tục`}
            mayAnswer={mayAnswer && (list === "chua-ro" || list === "da-tra-loi")}
            empty={{ title: empty, words }}
            errors={answer?.errors ?? []}
            sent={answer?.sent ?? { codes: [], answer: "", reason: "" }}
          />
          <Pagination page={page} pageSize={pageSize} total={total} noun="thủ tục" />
        </>
      )}
    </Stack>
  )
}
