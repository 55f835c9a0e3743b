// The control API: the page's only way to the sandbox.

export async function get(path) {
  const answer = await fetch(`/control/${path}`);
  return answer.json();
}

export async function post(action, said) {
  const answer = await fetch(`/control/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(said),
  });
  return answer.json();
}
