"""What changes a task: starting, acting, claiming, holding. One transaction each."""
