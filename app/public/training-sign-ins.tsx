import { paths } from "../http/paths.ts"
import type { TrainingSignIn } from "../http/training-sign-ins.server.ts"
import { Table } from "./table.tsx"

type TrainingSignInsProps = { signIns: TrainingSignIn[]; returnTo: string }

/** The sign-ins of training mode, one per role first; a link fills the form above with one of them. */
export function TrainingSignIns({ signIns, returnTo }: TrainingSignInsProps) {
  const others = signIns.filter(({ isFirst }) => !isFirst)
  return (
    <section aria-labelledby="training-sign-ins">
      <h2 id="training-sign-ins">Người dùng tập huấn</h2>
      <p>
        Hệ thống đang ở chế độ tập huấn: chọn một người để điền sẵn, rồi bấm “Đăng nhập”. Các tên này không có
        thật.
      </p>
      <People
        caption="Mỗi vai trò một người"
        people={signIns.filter(({ isFirst }) => isFirst)}
        returnTo={returnTo}
      />
      {others.length > 0 ? (
        <details>
          <summary>Người khác ({others.length})</summary>
          <People caption="Người dùng tập huấn khác" people={others} returnTo={returnTo} />
        </details>
      ) : null}
    </section>
  )
}

function People({
  caption,
  people,
  returnTo,
}: {
  caption: string
  people: TrainingSignIn[]
  returnTo: string
}) {
  return (
    <Table
      caption={caption}
      rows={people}
      rowKey={(person) => person.userId}
      columns={[
        { key: "name", header: "Họ và tên", isRowHeader: true, cell: (person) => person.name },
        { key: "roles", header: "Vai trò", cell: (person) => person.roles },
        { key: "user", header: "Tên đăng nhập", cell: (person) => person.userId },
        { key: "password", header: "Mật khẩu", cell: (person) => person.password },
        {
          key: "choose",
          header: "Chọn",
          cell: (person) => (
            <a href={paths.signIn(returnTo, person.userId)} aria-label={`Điền sẵn tên của ${person.name}`}>
              Điền sẵn
            </a>
          ),
        },
      ]}
    />
  )
}
