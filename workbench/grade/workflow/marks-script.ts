/** How a job calls Groundwork where others read its log; the checkout lies in `groundwork`. */
export const QUIETLY = "bash groundwork/workbench/grade/workflow/quietly.sh";
export const AS_ROOT = "bash groundwork/workbench/grade/workflow/as-root.sh";

/**
 * The shell script that joins shards into `marks/graded`, and exports. What could not be graded is no reason to keep the other
 * marks back. Needs ASSIGNMENT in its environment.
 * @param shards a pattern that finds the shards' folders
 */
export function marksScript(shards: string): string {
  return `code=0
${QUIETLY} marks/merge grade merge ${shards} --assignment "$ASSIGNMENT" --out marks/graded || code=$?
# 1: a hand-in could not be taken. 3: one could not be graded. The others have their marks.
case $code in 0 | 1 | 3) ;; *) exit "$code" ;; esac
for format in csv junit; do
  ${QUIETLY} "marks/export-$format" grade export "$format" --out marks/graded
done
exit "$code"
`;
}
