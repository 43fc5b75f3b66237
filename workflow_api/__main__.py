from shared.manage import main

main("workflow_api")
